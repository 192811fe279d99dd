// The first file of Markup is on its way.
