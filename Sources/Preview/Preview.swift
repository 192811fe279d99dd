// The first file of Preview is on its way.
