// The first file of Desk is on its way.
