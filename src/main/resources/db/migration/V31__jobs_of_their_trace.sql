-- An outside worker is told what its work is a part of (W3C Trace Context), as another host is that we call ourselves.
alter table job add column traceparent text;
