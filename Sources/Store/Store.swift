// The first file of Store is on its way.
