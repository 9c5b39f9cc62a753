-- The nodes of a cluster take their ids in blocks, so these tell nothing about what is newer.
drop index submission_by_user;
create index submission_by_user on submission (submitted_by, at desc, id desc);
