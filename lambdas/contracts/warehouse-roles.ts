/** Roles of one database. Each role has its own rights and those of the roles granted to it, and no more. */
export const ROLES = ['admin', 'loader', 'transformer', 'analyst', 'pii_reader'] as const;
export type WarehouseRole = (typeof ROLES)[number];
export const roleOf = (database: string, role: WarehouseRole) => `${database}_${role}`.toUpperCase();
/** Each role has a user of its own with its own key pair: a key gives the rights of that role, and no others. */
export const userOf = (prefix: string, role: WarehouseRole) => `${prefix}_${role}`.toUpperCase();
