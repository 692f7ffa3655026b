"""What leaves a transaction: messages and jobs in one leased table, and the ticks of periodic work.

An app that has such work puts it into its module `effects` (imported at start): handlers (`@outbox.handles("topic")`),
periodic work (`@outbox.every(seconds)`) and consumers of the trail (`trail.consumers.consumes`).
"""

from zhifa.apps.outbox.effects import every, handles

__all__ = ["every", "handles"]
