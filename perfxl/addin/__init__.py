"""perfxl.xlam, the Excel add-in, built from the texts in macros/; `perfxl.app.install` puts it on a desk.

vbaProject.bin is written by `_ovba` and `_cfb`, a page each. pyOpenVBA was weighed against them: it edits a file that
Excel made and brings one as its template, with another project's name, identity and compiled code in it, cannot begin
with nothing, and would put 14 MB on each desk. In the tests it reads what we write, as olevba and olefile do.
"""
