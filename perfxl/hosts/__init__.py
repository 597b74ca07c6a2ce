"""Where a workbook is read and written: in memory, in a file, and in the Excel in which it is open."""
