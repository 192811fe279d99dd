// The first file of JSON is on its way.
