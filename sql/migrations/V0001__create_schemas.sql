-- Layers, bottom up; `ops` and `quality` outlive every candidate.
create schema if not exists ops;
create schema if not exists quality;
create schema if not exists raw;
create schema if not exists staging;
create schema if not exists intermediate;
create schema if not exists marts;
create schema if not exists features;
