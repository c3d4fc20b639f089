/**
 * What Supabase has and no registry brings: stand-ins, with the names, columns and signatures of the real ones as far as
 * Sincro uses them. Each is run by a superuser; `sincro` is the role that owns Sincro's tables.
 */

/** Stands in for Supabase Vault: the view that is read, over a table that encrypts nothing. */
export const vaultStandIn = `
  create schema vault;
  create table vault.secrets (
    id uuid primary key default gen_random_uuid(), name text unique, description text not null default '', secret text not null
  );
  create view vault.decrypted_secrets as select *, secret as decrypted_secret from vault.secrets;
  create function vault.create_secret(new_secret text, new_name text default null, new_description text default '') returns uuid
  language sql security definer set search_path = vault as $$
    insert into secrets (secret, name, description) values (new_secret, new_name, new_description) returning id
  $$;
  grant usage on schema vault to sincro;
  grant select on vault.decrypted_secrets to sincro;
`;

/** Stands in for pg_net: a request is only written down; whoever reads the queue sends it, and writes the answer. */
export const netStandIn = `
  create schema net;
  create table net.http_request_queue (
    id bigint generated always as identity primary key, method text not null, url text not null, headers jsonb, body text,
    timeout_milliseconds integer not null
  );
  create table net._http_response (
    id bigint, status_code integer, content_type text, headers jsonb, content text, timed_out boolean, error_msg text,
    created timestamptz not null default now()
  );
  create function net.http_post(
    url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{"Content-Type": "application/json"}',
    timeout_milliseconds integer default 5000
  ) returns bigint language sql security definer set search_path = net as $$
    insert into http_request_queue (method, url, headers, body, timeout_milliseconds)
    values ('POST', url, headers, body::text, timeout_milliseconds) returning id
  $$;
  grant usage on schema net to sincro;
  grant select on net._http_response to sincro;
`;
