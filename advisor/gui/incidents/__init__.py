"""The dialog on imported incidents: what is stored, importing, mapping the columns of tables, claims."""
