/**
 * Codes the program branches on. Everything else (remedy types, actors, obstacles …) is a row of a vocabulary
 * that a curator may extend. The order is the rank: strongest or first one first.
 */
export const layers = ['institution', 'technology', 'subject'] as const;
export const involvements = ['primary', 'supporting', 'none'] as const;
export const levels = ['specific', 'umbrella'] as const;
export const namingBases = ['named', 'inferred'] as const;
export const proposalRelations = ['broader', 'narrower', 'supports', 'tension-with'] as const;
export const evidenceRoles = ['proposal', 'restatement', 'goal', 'obstacle', 'practice'] as const;
export const linkBases = ['paper', 'coder'] as const;
/** How the law stands to the proposal, read by a coder. The first four are a ladder, `conflicts` stands apart from it. */
export const coderRelations = ['enacts', 'partly-enacts', 'enables', 'precedent', 'conflicts'] as const;
/** What the paper itself does with the instrument it names. */
export const paperRelations = ['builds-on', 'models-on', 'warns-against', 'mentions'] as const;
export const linkRelations = [...coderRelations, ...paperRelations] as const;
export const confidences = ['high', 'medium', 'low'] as const;
export const bindings = ['binding', 'not-binding', 'not-established'] as const;

export type Layer = (typeof layers)[number];
export type Involvement = (typeof involvements)[number];
export type LinkRelation = (typeof linkRelations)[number];
