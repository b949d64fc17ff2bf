import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { planDocument } from '../../../src/lead/plan-document.js';
import { projectRoot } from '../../support/leadferry-command.js';

test('docs/schemas/plan-file.schema.json is made from the shape that is read', async () => {
  const schema = { title: 'leadferry: plan file', ...z.toJSONSchema(planDocument) };
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    join(projectRoot, 'docs', 'schemas', 'plan-file.schema.json'),
  );
});
