// Agreements of an order with their times: its placing, later edits, returns.
import type { Order } from '../../world/records/order.ts';
import { Connection, type Wire } from './graphql.ts';
import { gid, iso } from './wire.ts';

interface Agreed {
  readonly at: number;
  readonly reason: 'ORDER' | 'ORDER_EDIT' | 'REFUND' | 'RETURN';
  readonly sales: Wire[];
}

const TYPES = {
  ORDER: 'OrderAgreement',
  ORDER_EDIT: 'OrderEditAgreement',
  REFUND: 'RefundAgreement',
  RETURN: 'ReturnAgreement',
} as const;

const joinedLater = (order: Order) => order.lines.filter(({ addedAt }) => addedAt > order.processedAt);
const cameBack = ({ refunds }: Order) =>
  refunds.some(({ lines }) =>
    lines.some(({ restockType }) => restockType === 'RETURN' || restockType === 'NO_RESTOCK'),
  );

/** Shows that an order has more than its placing. */
export const changesOf = (order: Order): Wire => ({
  edited: joinedLater(order).length > 0,
  returnStatus: cameBack(order) ? 'RETURNED' : 'NO_RETURN',
  agreements: Connection.later(() => agreementsOf(order)),
});

function agreementsOf(order: Order): Wire[] {
  const later = joinedLater(order);
  const sale = (type: string, id: string, actionType: string, more: Wire = {}): Wire => ({
    id: gid(type, `${id}${actionType === 'RETURN' ? 9 : 1}`),
    actionType,
    ...more,
  });
  const product = (id: string, actionType: string) =>
    sale('ProductSale', id, actionType, { lineItem: { id: gid('LineItem', id) } });
  const agreed: Agreed[] = [
    {
      at: order.processedAt,
      reason: 'ORDER',
      sales: [
        ...order.lines.filter((line) => !later.includes(line)).map(({ id }) => product(id, 'ORDER')),
        ...order.shipping.map(({ id }) => sale('ShippingLineSale', id, 'ORDER')),
      ],
    },
    ...order.refunds.map((refund): Agreed => {
      const exchanged = later.filter(({ addedAt }) => addedAt === refund.createdAt);
      return {
        at: refund.createdAt,
        reason: exchanged.length > 0 ? 'RETURN' : 'REFUND',
        sales: [
          ...refund.lines.map(({ lineId }) => product(lineId, 'RETURN')),
          ...exchanged.map(({ id }) => product(id, 'ORDER')),
        ],
      };
    }),
    ...later
      .filter(({ addedAt }) => !order.refunds.some(({ createdAt }) => createdAt === addedAt))
      .map(({ id, addedAt }): Agreed => ({ at: addedAt, reason: 'ORDER_EDIT', sales: [product(id, 'ORDER')] })),
  ];
  return agreed
    .sort((a, b) => a.at - b.at)
    .map(({ at, reason, sales }, place) => ({
      id: gid(TYPES[reason], `${order.id}${place}`),
      happenedAt: iso(at),
      reason,
      sales: Connection.of(sales),
    }));
}
