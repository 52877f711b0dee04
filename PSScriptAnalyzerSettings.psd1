# The PowerShell Gallery checks only the rules of severity Error. This project checks the warnings in addition.
@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # Functions of the tests start and stop the simulator. No one calls them with -WhatIf.
        'PSUseShouldProcessForStateChangingFunctions'
        # This rule does not recognize that a Pester block uses variables of another block.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Scripts contain only ASCII and have no byte order mark. A test checks this for the scripts of the package.
        'PSUseBOMForUnicodeEncodedFile'
    )
}
