//! The projection from outside: rules that hold for every place, future and lever, and for whatever it is given.

mod evidence;
mod given;
mod hostile;
mod rules;
mod staff;
mod world;
