"""What the guidance office looks at: work of units, records of its jobs, arguments for single matters."""
