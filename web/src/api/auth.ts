/** Roles, from least to most: viewers read, operators control and approve, admins create and delete. */
export type Role = 'viewer' | 'operator' | 'admin';

export interface User {
  name: string;
  role: Role;
}

export interface SignIn {
  accessToken: string;
  expiresAt: string;
  user: User;
}
