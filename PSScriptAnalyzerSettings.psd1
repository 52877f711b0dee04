# The Gallery's checks of a package, and warnings too.
@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # Functions of tests start and stop their simulator; they are never called with -WhatIf.
        'PSUseShouldProcessForStateChangingFunctions'
        # It does not see that a Pester block uses variables of another block.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Scripts are UTF-8 without byte order mark and ASCII; a test checks the shipped ones.
        'PSUseBOMForUnicodeEncodedFile'
    )
}
