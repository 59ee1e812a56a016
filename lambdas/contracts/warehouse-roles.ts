/** Roles of one database. Each may do what the ones it is granted may, and no more. */
export const ROLES = ['admin', 'loader', 'transformer', 'analyst', 'pii_reader'] as const;
export type WarehouseRole = (typeof ROLES)[number];
export const roleOf = (database: string, role: WarehouseRole) => `${database}_${role}`.toUpperCase();
/** Each role has a user of its own with its own key pair: who holds one key can do what that role may, and nothing else. */
export const userOf = (prefix: string, role: WarehouseRole) => `${prefix}_${role}`.toUpperCase();
