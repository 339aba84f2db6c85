limite-de-patron.txt:3:1: error: la regla BECA (./limite-de-patron.avg:4) agotó el límite del motor de patrones; simplifique el patrón [limite-patron]
