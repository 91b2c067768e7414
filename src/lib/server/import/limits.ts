/** What a file may hold at most; more is refused before it is read. */
export const limits = {
	/** Bytes. */
	file: 20_000_000,
	rows: 10_000,
	columns: 1_000,
	cells: 2_000_000,
	sheets: 10,
	/** Files in the archive that a workbook is, pictures included. */
	files: 1_000,
	/** Bytes of a workbook when it is unpacked. */
	unpacked: 150_000_000,
	/** Characters of one record in YAML. */
	record: 200_000
};
