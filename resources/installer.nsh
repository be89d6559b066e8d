# Windows asks about programs that listen only when somebody is there to answer, and remembers "no" for good. Whoever
# installs for all users is an administrator: the rule is written then. Installed for one user, nothing may be written
# here; Windows asks at the first start, and the network check says what to do when the answer was no.
!macro spacesDeleteFirewallRule
  nsExec::Exec `"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="${PRODUCT_NAME}" program="$INSTDIR\${APP_EXECUTABLE_FILENAME}"`
  Pop $0
!macroend

!macro customInstall
  ${if} $installMode == "all"
    Push $0
    # An update must not leave two.
    !insertmacro spacesDeleteFirewallRule
    nsExec::Exec `"$SYSDIR\netsh.exe" advfirewall firewall add rule name="${PRODUCT_NAME}" dir=in action=allow enable=yes profile=private,domain protocol=any program="$INSTDIR\${APP_EXECUTABLE_FILENAME}"`
    Pop $0
    Pop $0
  ${endif}
!macroend

!macro customUnInstall
  ${if} $installMode == "all"
    Push $0
    !insertmacro spacesDeleteFirewallRule
    Pop $0
  ${endif}
!macroend
