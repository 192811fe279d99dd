// The first file of Payments is on its way.
