"""Where a workbook is read and written: files today; nothing here knows a form."""
