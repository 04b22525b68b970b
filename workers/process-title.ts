// Imported first, so that the log's lines carry it from the start.
process.title = 'touchline-worker'
