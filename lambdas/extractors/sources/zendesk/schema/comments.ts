// Comments on tickets.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { ref, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { count, Via } from './fields.ts';

export const Comment = z.looseObject({
  id: ident(),
  ticket_id: ref(),
  audit_id: ref(),
  type: word(),
  event_type: word(),
  author_id: ref(),
  body: text(),
  html_body: text(),
  plain_body: text(),
  public: yes(),
  comment_public: yes(),
  attachments: z
    .array(
      z.looseObject({
        id: ref(),
        file_name: text(),
        content_url: text(),
        mapped_content_url: text(),
        url: text(),
        content_type: word(),
        size: count(),
        inline: yes(),
        deleted: yes(),
        width: count(),
        height: count(),
        malware_access_override: yes(),
        malware_scan_result: word(),
        thumbnails: undeclared(),
      }),
    )
    .nullish(),
  via: Via,
  via_reference_id: ref(),
  /** Channel and client of a comment. */
  metadata: z
    .looseObject({
      system: z
        .looseObject({
          client: pii('agent').nullish(),
          ip_address: pii('ip').nullish(),
          location: text(),
          latitude: pii('text').nullish(),
          longitude: pii('text').nullish(),
        })
        .nullish(),
      custom: undeclared(),
    })
    .nullish(),
  created_at: time(),
  timestamp: count(),
});
