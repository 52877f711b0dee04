# As the Gallery judges a package, and warnings too.
@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # Functions of tests start and stop their simulator; nobody calls them with -WhatIf.
        'PSUseShouldProcessForStateChangingFunctions'
        # Does not see what a Pester block uses of another one.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Scripts are UTF-8 without byte order mark and ASCII; what is shipped is checked by a test.
        'PSUseBOMForUnicodeEncodedFile'
    )
}
