' Moves the focuser and waits: cscript move.vbs 4570
dim focuser
set focuser = CreateObject("ASCOM.AlpacaDynamic1.Focuser")
focuser.Connected = true
focuser.Move CLng(WScript.Arguments(0))
do while focuser.IsMoving
    WScript.Sleep 200
loop
WScript.Echo focuser.Position
focuser.Connected = false
