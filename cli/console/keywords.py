"""The words of Cypher that both engines know."""

_KEYWORDS = """
ALL AND ANY AS ASC BY CALL CASE CONTAINS COUNT CREATE DELETE DESC DETACH DISTINCT ELSE END ENDS EXISTS
EXPLAIN FALSE FOREACH IN IS LIMIT MATCH MERGE NONE NOT NULL ON OPTIONAL OR ORDER PROFILE REMOVE RETURN SET
SINGLE SKIP STARTS THEN TRUE UNION UNWIND WHEN WHERE WITH XOR YIELD
"""
_FUNCTIONS = """
abs avg ceil coalesce collect count date datetime duration endNode exists floor head id keys labels last
length max min nodes percentileCont properties range reduce relationships replace reverse round size split
startNode stDev substring sum tail toFloat toInteger toLower toString toUpper trim type
"""

KEYWORDS = tuple(_KEYWORDS.split())
FUNCTIONS = tuple(_FUNCTIONS.split())
