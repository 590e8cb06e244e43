# Compensates for the temperature if more than so many steps are due: compensate.ps1 [-Steps 20] [-Hub http://127.0.0.1:11111]
param([int]$Steps = 20, [string]$Hub = "http://127.0.0.1:11111")
$transaction = Get-Random -Minimum 1 -Maximum 100000
$body = @{ Command = "S:$Steps"; Raw = "false"; ClientID = "1"; ClientTransactionID = "$transaction" }
Invoke-RestMethod -Method Put -Uri "$Hub/api/v1/focuser/0/connected" -Body @{ Connected = "true"; ClientID = "1" } | Out-Null
$answer = Invoke-RestMethod -Method Put -Uri "$Hub/api/v1/focuser/0/commandstring" -Body $body
if ($answer.ErrorNumber -ne 0) { Write-Error $answer.ErrorMessage; exit 1 }
