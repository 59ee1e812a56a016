// Lists, segments, and automated flows.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { flag } from '../../../engine/loose-fields.ts';
import { time, word } from '../../../engine/optional-fields.ts';
import { number, resource, To } from './fields.ts';

const Related = z
  .looseObject({ profiles: To, tags: To, 'flow-triggers': To, 'flow-actions': To, 'flow-metrics': To })
  .nullish();

export const Flow = z.looseObject({
  ...resource('flow'),
  attributes: z.looseObject({
    name: word(),
    status: word(),
    archived: flag().nullish(),
    created: time(),
    updated: time(),
    trigger_type: word(),
  }),
  relationships: Related,
});

export const List = z.looseObject({
  ...resource('list'),
  attributes: z.looseObject({
    name: word(),
    created: time(),
    updated: time(),
    opt_in_process: word(),
    profile_count: number(),
  }),
  relationships: Related,
});

export const Segment = z.looseObject({
  ...resource('segment'),
  attributes: z.looseObject({
    name: word(),
    /** Conditions may name people. */
    definition: undeclared(),
    created: time(),
    updated: time(),
    is_active: flag().nullish(),
    is_processing: flag().nullish(),
    is_starred: flag().nullish(),
    profile_count: number(),
  }),
  relationships: Related,
});
