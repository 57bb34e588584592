-- Why columns of a need are left blank on purpose: nothing is under way, or it is not relevant here.
alter table need add column blank_national text;
alter table need add column blank_local text;
alter table need add column blank_more text;
alter table need add column blank_horizon text;
