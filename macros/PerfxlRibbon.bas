Attribute VB_Name = "PerfxlRibbon"
Option Explicit

' The callbacks of ribbon.xml: one for each button, named after its command.
' Nothing is decided here; what a button does is the Python command of that name.

Private gRibbon As IRibbonUI

Public Sub PerfxlLoad(ribbon As IRibbonUI)
    Set gRibbon = ribbon
    PerfxlListen
End Sub

' Have the buttons ask again whether they are enabled. gRibbon is Nothing once VBA has lost its state.
Public Sub PerfxlRefresh()
    On Error Resume Next
    If Not gRibbon Is Nothing Then gRibbon.Invalidate
End Sub

' A button's tag says what has to be open: "any" nothing, "master" a workbook with the sheet _perfxl.
Public Sub PerfxlEnabled(control As IRibbonControl, ByRef returnedVal As Variant)
    returnedVal = True
    If control.Tag = "master" Then returnedVal = PerfxlIsMaster()
End Sub

Public Sub PerfxlAddProject(control As IRibbonControl)
    PerfxlRun "add_project"
End Sub

Public Sub PerfxlPick(control As IRibbonControl)
    PerfxlRun "pick"
End Sub

Public Sub PerfxlCheck(control As IRibbonControl)
    PerfxlRun "check"
End Sub

Public Sub PerfxlCheckSheet(control As IRibbonControl)
    PerfxlRun "check_sheet"
End Sub

Public Sub PerfxlNextFinding(control As IRibbonControl)
    PerfxlRun "next_finding"
End Sub

Public Sub PerfxlClearMarks(control As IRibbonControl)
    PerfxlRun "clear_marks"
End Sub

Public Sub PerfxlIgnore(control As IRibbonControl)
    PerfxlRun "ignore"
End Sub

Public Sub PerfxlMend(control As IRibbonControl)
    PerfxlRun "mend"
End Sub

Public Sub PerfxlUndo(control As IRibbonControl)
    PerfxlRun "undo"
End Sub

Public Sub PerfxlRollup(control As IRibbonControl)
    PerfxlRun "rollup"
End Sub

Public Sub PerfxlSplit(control As IRibbonControl)
    PerfxlRun "split"
End Sub

Public Sub PerfxlDemo(control As IRibbonControl)
    PerfxlRun "demo"
End Sub

Public Sub PerfxlHelp(control As IRibbonControl)
    PerfxlRun "help"
End Sub

Public Sub PerfxlDoctor(control As IRibbonControl)
    PerfxlRun "doctor"
End Sub
