create role if not exists RETAILPULSE_ADMIN;

create role if not exists RETAILPULSE_LOADER;

create role if not exists RETAILPULSE_TRANSFORMER;

create role if not exists RETAILPULSE_ANALYST;

create role if not exists RETAILPULSE_PII_READER;

create user if not exists RETAILPULSE_ADMIN type = service default_role = RETAILPULSE_ADMIN default_warehouse = RETAILPULSE rsa_public_key = '<public key of admin>';

grant role RETAILPULSE_ADMIN to user RETAILPULSE_ADMIN;

create user if not exists RETAILPULSE_LOADER type = service default_role = RETAILPULSE_LOADER default_warehouse = RETAILPULSE rsa_public_key = '<public key of loader>';

grant role RETAILPULSE_LOADER to user RETAILPULSE_LOADER;

create user if not exists RETAILPULSE_TRANSFORMER type = service default_role = RETAILPULSE_TRANSFORMER default_warehouse = RETAILPULSE rsa_public_key = '<public key of transformer>';

grant role RETAILPULSE_TRANSFORMER to user RETAILPULSE_TRANSFORMER;

create user if not exists RETAILPULSE_ANALYST type = service default_role = RETAILPULSE_ANALYST default_warehouse = RETAILPULSE rsa_public_key = '<public key of analyst>';

grant role RETAILPULSE_ANALYST to user RETAILPULSE_ANALYST;

create user if not exists RETAILPULSE_PII_READER type = service default_role = RETAILPULSE_PII_READER default_warehouse = RETAILPULSE rsa_public_key = '<public key of pii_reader>';

grant role RETAILPULSE_PII_READER to user RETAILPULSE_PII_READER;

grant role RETAILPULSE_LOADER to role RETAILPULSE_ADMIN;

grant role RETAILPULSE_TRANSFORMER to role RETAILPULSE_ADMIN;

grant role RETAILPULSE_ANALYST to role RETAILPULSE_ADMIN;

grant create database on account to role RETAILPULSE_ADMIN;

grant create database on account to role RETAILPULSE_TRANSFORMER;

grant create warehouse on account to role RETAILPULSE_ADMIN;

grant create integration on account to role RETAILPULSE_ADMIN;

create resource monitor if not exists RETAILPULSE_monthly with credit_quota = 100 frequency = monthly start_timestamp = immediately triggers on 80 percent do notify on 100 percent do suspend on 110 percent do suspend_immediate;

create warehouse if not exists RETAILPULSE warehouse_size = xsmall auto_suspend = 60 auto_resume = true initially_suspended = true statement_timeout_in_seconds = 900 resource_monitor = RETAILPULSE_monthly;

grant ownership on warehouse RETAILPULSE to role RETAILPULSE_ADMIN revoke current grants;
