"""Procedure as tables: states, acts, guards."""
