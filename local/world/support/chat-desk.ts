// The settings of the chat: tags, teams and their members.
import type { Chat } from '../records/chat.ts';
import { TOPICS } from './support.ts';

const TAG_BASE = 7_800_200;
const TEAM_BASE = 6_407_160;
const ADMIN_BASE = 4_423_430;
export const ADMINS = 3;

export const tagId = (topic: number): string => String(TAG_BASE + topic);
export const teamId = (team: number): string => String(TEAM_BASE + team);
export const adminId = (admin: number): string => String(ADMIN_BASE + admin);

export const TAGS: Chat['tags'] = TOPICS.map(({ name }, at) => ({ id: tagId(at), name }));
export const TEAMS: Chat['teams'] = [
  { id: teamId(0), name: 'First line', admins: [adminId(0), adminId(1)] },
  { id: teamId(1), name: 'Second line', admins: [adminId(2)] },
];
