-- Effects that fade: years from full effect until half of it is left; null where it lasts.

alter table measure add column half_life_years double precision;
