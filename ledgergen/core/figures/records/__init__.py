"""Judge figures against JSON tables and objects: rows named, columns bound, cells compared."""
