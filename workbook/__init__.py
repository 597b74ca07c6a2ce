"""The issued workbooks: built from the forms by `python -m workbook.build`, never by hand."""
