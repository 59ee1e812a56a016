// Response times.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { ref, word } from '../../../engine/optional-fields.ts';
import { count, seconds } from './fields.ts';

export const Statistics = z
  .looseObject({
    type: word(),
    time_to_assignment: count(),
    time_to_admin_reply: count(),
    time_to_first_close: count(),
    time_to_last_close: count(),
    median_time_to_reply: count(),
    first_contact_reply_at: seconds(),
    first_assignment_at: seconds(),
    first_admin_reply_at: seconds(),
    first_close_at: seconds(),
    last_assignment_at: seconds(),
    last_assignment_admin_reply_at: seconds(),
    last_contact_reply_at: seconds(),
    last_admin_reply_at: seconds(),
    last_close_at: seconds(),
    last_closed_by_id: ref(),
    count_reopens: count(),
    count_assignments: count(),
    count_conversation_parts: count(),
    assigned_team_first_response_time: undeclared(),
    assigned_team_first_response_time_in_office_hours: undeclared(),
    handling_time: count(),
    adjusted_handling_time: count(),
  })
  .nullish();
