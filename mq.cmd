@echo off
rem The launcher for Windows: builds what changed, then runs the mq command. Try
rem   mq --help
rem Environment: JAVA_HOME  the JDK to use (else the java in PATH)
rem              MQ_OPTS    more options for the JVM, separated by blanks
rem A first argument --debug lets a debugger attach to 127.0.0.1:5005.
rem It does what the file mq does, without its lock and its archives of classes. It was written where no
rem Windows is; if it does not work, run io.glassmq.cli.Mq from the IDE, and tell us.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"

set "debug="
if not "%~1"=="--debug" goto kind
set "debug=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005"
shift

:kind
set "module=core/cli"
set "main=io.glassmq.cli.Mq"
set "jvm=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
set "skip="
if "%~1"=="bench" (
  set "module=core/bench"
  set "main=io.glassmq.bench.SideBySide"
  set "jvm="
  set "skip=1"
)
if "%~1"=="up" set "jvm="

rem shift leaves the list of all arguments as it was: it is put together here.
:arguments
if defined skip shift
set "args="
:argument
if "%~1"=="" goto java
set args=%args% %1
shift
goto argument

:java
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo mq: no java found. Install a JDK 17 or newer and set JAVA_HOME to it. 1>&2
  exit /b 1
)

set "out=%root%\%module:/=\%\target"
set "stamp=%out%\mq-build.stamp"
if not exist "%stamp%" goto build
rem The same files as needs_build in mq: not the labs, which are the learner's.
powershell -NoProfile -Command "$ErrorActionPreference = 'SilentlyContinue'; $built = (Get-Item '%stamp%').LastWriteTime; Set-Location '%root%'; $poms = @(Get-Item pom.xml, core\*\pom.xml, labs\contracts\pom.xml, chapters\pom.xml); $sources = @(Get-ChildItem -Recurse -File core\*\src\main, labs\contracts\src\main, chapters\src\main); if (($poms + $sources) | Where-Object { $_.LastWriteTime -gt $built }) { exit 1 }"
if errorlevel 1 goto build
goto run

:build
echo mq: building GlassMQ (the first time Maven fetches libraries, which may take minutes) 1>&2
if not exist "%out%" mkdir "%out%"
if exist "%out%\lib" rmdir /s /q "%out%\lib"
if exist "%stamp%" del "%stamp%"
rem The stamp is as old as the start of the build: what is saved meanwhile is built next time.
type nul > "%stamp%.new"
pushd "%root%"
call mvn -B -ntp -Dmaven.test.skip=true -pl %module% -am package > "%out%\mq-build.log" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
  findstr /b /l /c:"[ERROR]" "%out%\mq-build.log" 1>&2
  echo mq: the build failed. All of its output: %out%\mq-build.log 1>&2
  exit /b 1
)
move /y "%stamp%.new" "%stamp%" >nul

:run
"%java%" --enable-native-access=ALL-UNNAMED %jvm% %debug% %MQ_OPTS% "-Dglassmq.root=%root%" -cp "%out%\lib\*" %main% %args%
exit /b %errorlevel%
