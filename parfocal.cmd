@echo off
rem Runs Parfocal from a checkout: finds a JDK 25, builds what is missing, starts the program.
setlocal enabledelayedexpansion
set "HERE=%~dp0"
set "JDK="
for %%D in ("%JAVA25_HOME%" "%JAVA_HOME%") do call :consider %%D
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%USERPROFILE%\.jdks\*25*") do call :consider %%D
if not defined JDK (
    echo Parfocal needs a JDK 25 and found none. Install one, for example: winget install EclipseAdoptium.Temurin.25.JDK 1>&2
    echo or say where it is: set JAVA25_HOME=C:\path\to\jdk-25 1>&2
    exit /b 1
)
if not exist "%HERE%target\parfocal.jar" (
    where mvn >nul 2>nul || (
        echo Parfocal is not built yet, and building it needs Maven: winget install Apache.Maven 1>&2
        exit /b 1
    )
    echo Building Parfocal ^(the first time fetches its libraries; some minutes^) ... 1>&2
    if not exist "%HERE%target" mkdir "%HERE%target"
    pushd "%HERE%"
    set "JAVA25_HOME=!JDK!"
    call mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package > "%HERE%target\build.log" 2>&1
    if errorlevel 1 (
        type "%HERE%target\build.log" 1>&2
        popd
        exit /b 1
    )
    popd
)
"%JDK%\bin\java" -Djava.awt.headless=true -XX:+UseSerialGC -jar "%HERE%target\parfocal.jar" %*
exit /b %errorlevel%

:consider
if defined JDK exit /b
if "%~1"=="" exit /b
if not exist "%~1\release" exit /b
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul && if exist "%~1\bin\java.exe" set "JDK=%~1"
exit /b
