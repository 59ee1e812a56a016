// The records of people that the vendors of a world show, with the person behind each: what identity is measured on.
import { compileTokeniser } from '../../lambdas/extractors/engine/tokenise.ts';
import { Tokens } from '../../lambdas/extractors/engine/tokens.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { contactOf, hexOf } from '../../local/twins/intercom/records.ts';
import { profileOf } from '../../local/twins/klaviyo/records.ts';
import { customerOf as magentoCustomer } from '../../local/twins/magento/catalogue.ts';
import { memberOf } from '../../local/twins/mailchimp/records/audiences.ts';
import { customerOf as shopifyCustomer } from '../../local/twins/shopify/records.ts';
import { customerOf as wooCustomer } from '../../local/twins/woocommerce/records.ts';
import { SiteTime } from '../../local/twins/woocommerce/wire.ts';
import { userOf } from '../../local/twins/zendesk/records.ts';
import type { Collection } from '../../local/world/records/collection.ts';
import type { SyntheticWorld } from '../../local/world/synthetic.ts';
import { TRUTH } from '../../local/world/truth/tables.ts';
import type { Given } from '../golden/harness.ts';

const tokens = new Tokens(Buffer.alloc(32, 7));
const nobody = { personal: () => undefined, drifted: () => undefined };

/** Records as extraction lands them: personal values are tokens. */
function tokenised(stream: string, records: readonly unknown[]): unknown[] {
  const [source, name] = stream.split('.');
  const { schema } = sources.find((one) => one.name === source)!.streams.find((one) => one.name === name)!;
  const tokenise = compileTokeniser(schema, tokens);
  return records.map((record) => tokenise(JSON.parse(JSON.stringify(record)), nobody));
}

/** Every vendor's records of people as of the day of the world. */
export function peopleOf(world: SyntheticWorld): Given {
  const { shop, mail, newsletter, helpdesk, chat, stores, asOf } = world;
  const all = <T>(collection: Collection<T>) => collection.page({ asOf, limit: Number.MAX_SAFE_INTEGER });
  const site = new SiteTime('Europe/Berlin');
  const records: Readonly<Record<string, readonly unknown[]>> = {
    'shopify.customers': all(shop.customers).map((one) => ({ ...shopifyCustomer(one), metafields: { nodes: [] } })),
    'woocommerce.customers': all(stores.woocommerce.customers).map((one) => wooCustomer(one, site)),
    'magento.customers': all(stores.magento.customers).map(magentoCustomer),
    'klaviyo.profiles': all(mail.profiles).map((one) => profileOf(one, true)),
    'mailchimp.members': [...(newsletter?.members.values() ?? [])].flatMap((list) => all(list).map(memberOf)),
    'zendesk.users': helpdesk ? all(helpdesk.users).map(userOf) : [],
    'intercom.contacts': chat ? all(chat.contacts).map((one) => contactOf(one, true)) : [],
  };
  return Object.fromEntries(Object.entries(records).map(([stream, of]) => [stream, tokenised(stream, of)]));
}

/** `vendor:record` → the person whose it is, by the vendor's form of its ids. */
export function truthOf(world: SyntheticWorld): Map<string, number> {
  const owners = [...TRUTH.records!(world)] as { vendor: string; record: string; person: number }[];
  const shown = (vendor: string, record: string) => (vendor === 'intercom' ? hexOf(record) : record);
  return new Map(owners.map(({ vendor, record, person }) => [`${vendor}:${shown(vendor, record)}`, person]));
}
