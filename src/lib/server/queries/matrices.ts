import { asc } from 'drizzle-orm';
import type { MatrixDefinition } from '../../domain/matrix/definition.ts';
import type { Db } from '../db/connect.ts';
import { upsertRows } from '../db/rows.ts';
import { matrix } from '../db/schema.ts';

export async function listMatrices(db: Db): Promise<MatrixDefinition[]> {
	const rows = await db.select().from(matrix).orderBy(asc(matrix.id));
	return rows.map(({ definition }) => definition);
}

export async function saveMatrices(db: Db, definitions: MatrixDefinition[]): Promise<void> {
	await upsertRows(
		db,
		matrix,
		['id'],
		definitions.map((definition) => ({ id: definition.id, definition }))
	);
}
