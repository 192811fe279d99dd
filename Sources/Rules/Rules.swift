// The first file of Rules is on its way.
