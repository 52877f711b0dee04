using System;
using Obshell.Client;
using Obshell.Recovery.Drills.Query;
using Xunit;

namespace Obshell.Recovery.Tests.Drills.Query;

/// <summary>A query must be one reading statement. Any other text causes an error before anything is sent.</summary>
[Trait("Topic", "Drills")]
public sealed class QueryTextTests
{
    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("select max(created) from shop.orders;")]
    [InlineData("  (SELECT 1) UNION (SELECT 2) ; \n -- the end\n")]
    [InlineData("SHOW DATABASES")]
    [InlineData("WITH a AS (SELECT 1 AS n) SELECT n FROM a")]
    [InlineData("-- newest order\nSELECT /*+ parallel(4) */ MAX(created) FROM shop.orders -- all zones\n")]
    [InlineData("# as root\nSELECT 1")]
    [InlineData("SELECT 'a;b', \"c;d\" FROM `e;f`")]
    [InlineData("SELECT 'it''s; one', 'C:\\\\dir'")]
    [InlineData("SELECT 'it\\'s'")]
    [InlineData("SELECT COUNT(*), @a FROM shop.users WHERE mail LIKE '%@example.org'")]
    [InlineData("SELECT o.update, `delete`, updated, @into FROM t o")]
    [InlineData("SELECT REPLACE(a, 'x', 'y'), INSERT('a', 1, 1, 'b'), 1 - -1 FROM t")]
    [InlineData("SELECT share FROM t WHERE x IN (1)")]
    [InlineData("SELECT '数据; COMMIT'")]
    public void One_reading_statement_is_accepted(string text) => Assert.Null(QueryText.FaultOf(text));

    [Theory]
    [InlineData("SELECT 1; COMMIT; DROP TABLE shop.orders", "more than one statement")]
    [InlineData("SELECT 1;SELECT 2", "more than one statement")]
    [InlineData("SELECT 1; /* nothing */ DROP TABLE t", "more than one statement")]
    [InlineData("SELECT 'a\\'; COMMIT; DROP TABLE t; -- '", "more than one statement")]
    [InlineData("SELECT \"a\\\"; COMMIT; DROP TABLE t; -- \"", "more than one statement")]
    [InlineData("SELECT 'a' '\\\\'; COMMIT", "more than one statement")]
    [InlineData("SELECT `a\\`; COMMIT", "more than one statement")]
    [InlineData("SELECT 1 # ;\n; COMMIT", "more than one statement")]
    [InlineData("SELECT 1 # ; COMMIT", "more than one statement")]
    [InlineData("SELECT 1 --; COMMIT", "Put a space")]
    [InlineData("SELECT 1 --1", "Put a space")]
    [InlineData("SELECT 1 /*! ; COMMIT */", "would run the content of the comment")]
    [InlineData("SELECT 1 /*!50000 INTO OUTFILE 'x' */", "would run the content of the comment")]
    [InlineData("SELECT 1 /*M!100000 ; COMMIT */", "would run the content of the comment")]
    [InlineData("SELECT 1 /* ; COMMIT", "no end")]
    [InlineData("SELECT 'a", "no end")]
    [InlineData("SELECT `a", "no end")]
    [InlineData("COMMIT", "starts with 'COMMIT'")]
    [InlineData("rollback", "starts with")]
    [InlineData("BEGIN", "starts with")]
    [InlineData("START TRANSACTION", "starts with")]
    [InlineData("SET autocommit = 1", "starts with")]
    [InlineData("DROP TABLE t", "starts with")]
    [InlineData("/* SELECT */ DROP TABLE t", "starts with")]
    [InlineData("(DROP TABLE t)", "starts with")]
    [InlineData("CALL p()", "starts with")]
    [InlineData("DELIMITER //", "starts with")]
    [InlineData("DO SLEEP(1)", "starts with")]
    [InlineData("KILL 1", "starts with")]
    [InlineData("PREPARE s FROM 'DROP TABLE t'", "starts with")]
    [InlineData("ALTER SYSTEM SET x = 1", "starts with")]
    [InlineData("`SELECT` 1", "starts with")]
    [InlineData("SELECT * FROM t INTO OUTFILE '/tmp/x'", "INTO")]
    [InlineData("SELECT a into @b FROM t", "INTO")]
    [InlineData("SELECT * FROM t FOR UPDATE", "UPDATE")]
    [InlineData("SELECT * FROM t FOR SHARE", "locks")]
    [InlineData("SELECT * FROM t LOCK IN SHARE MODE", "locks")]
    [InlineData("WITH a AS (SELECT 1) DELETE FROM t", "DELETE")]
    [InlineData("EXPLAIN UPDATE t SET a = 1", "UPDATE")]
    [InlineData("SELECT 1\0", "NUL character")]
    [InlineData(";", "no statement")]
    [InlineData("-- nothing", "no statement")]
    public void Anything_else_is_refused_before_anything_is_sent(string text, string words)
    {
        ObshellInputException fault = Assert.Throws<ObshellInputException>(() => new TenantQuery { Text = text }.Check());

        Assert.Equal(("InvalidQuery", "Query"), (fault.ErrorId, fault.Faults[0].Parameter));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }
}
