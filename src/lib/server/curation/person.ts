import { may, type Act, type Role } from '../../domain/roles.ts';
import { Refusal } from './refusal.ts';

/** Who acts. `pseudonym` is what every history entry holds. */
export type Person = { id: string; name: string; pseudonym: string; role: Role };

/** @throws Refusal `forbidden` where this person, or a visitor who is nobody, may not do it */
export function requireMay(person: Person | undefined, act: Act): asserts person is Person {
	if (!may(person?.role, act))
		throw new Refusal(
			'forbidden',
			person ? `Your role ${person.role} may not do this.` : 'Sign in to do this.'
		);
}
