' Compensates for the temperature if more than 20 steps are due.
' The name is the one that ASCOM's Chooser gave to the Alpaca focuser.
dim focuser
set focuser = CreateObject("ASCOM.AlpacaDynamic1.Focuser")
focuser.Connected = true
focuser.CommandString "S:20", false
focuser.Connected = false
