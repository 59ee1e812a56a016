/*---
model: int_product_decisions
about: >-
  Decisions about two products, judged: one that cannot be followed says its column and why. Of several about one pair the latest counts.
grain: one row per decision made before as_of
key: [link_key]
materialize: table
replace_partition: link_key
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  link_key: { type: varchar, checks: [not_null] }
  action: { type: varchar }
  product_a: { type: varchar }
  product_b: { type: varchar }
  decided_at: { type: timestamp }
  file: { type: varchar, checks: [not_null] }
  line: { type: bigint, checks: [not_null] }
  wrong_column: { type: varchar, about: The column for which it is refused; null when it is followed }
  wrong_reason: { type: varchar }
  is_current: { type: boolean, about: The latest about these two products that can be followed, checks: [not_null] }
---*/
with

products as (
    select product_key as shop_product_key, is_gift_card
    from {{ union_of('products') }} as products
    where coalesce(created_at < {{ as_of }}, true)
),

decided as (
    select
        links.*,
        least(links.product_a, links.product_b) as one_product,
        greatest(links.product_a, links.product_b) as other_product,
        product_a.is_gift_card as is_a_gift_card,
        product_b.is_gift_card as is_b_gift_card
    from {{ union_of('product_links') }} as links
    left join products as product_a on product_a.shop_product_key = links.product_a
    left join products as product_b on product_b.shop_product_key = links.product_b
    where links.decided_at is null or links.decided_at < {{ as_of }}
),

contradicted as (
    select one_product, other_product, decided_at
    from decided
    group by one_product, other_product, decided_at
    having min(action) <> max(action)
),

judged as (
    select
        decided.*,
        case
            when decided.action is null or decided.action not in ('link', 'unlink') then 'action'
            when coalesce(decided.is_a_gift_card, true) then 'product_a'
            when coalesce(decided.is_b_gift_card, true) or decided.product_a = decided.product_b then 'product_b'
            when decided.decided_at is null or contradicted.decided_at is not null then 'at'
        end as wrong_column
    from decided
    left join contradicted
        on contradicted.one_product = decided.one_product
        and contradicted.other_product = decided.other_product
        and contradicted.decided_at = decided.decided_at
),

latest as (
    select
        link_key,
        row_number() over (partition by one_product, other_product order by decided_at desc, file desc, line desc, link_key) as age
    from judged
    where wrong_column is null
),

final as (
    select
        judged.link_key,
        judged.action,
        judged.product_a,
        judged.product_b,
        judged.decided_at,
        judged.file,
        judged.line,
        judged.wrong_column,
        case
            when judged.wrong_column = 'action' then 'neither link nor unlink'
            when judged.wrong_column = 'product_b' and judged.product_a = judged.product_b then 'the same product as in product_a'
            when judged.wrong_column = 'product_a' and judged.is_a_gift_card or judged.wrong_column = 'product_b' and judged.is_b_gift_card
                then 'a gift card, which is money of its own shop'
            when judged.wrong_column in ('product_a', 'product_b') then 'no product of any catalogue has this key'
            when judged.wrong_column = 'at' and judged.decided_at is null then 'no time of the decision'
            when judged.wrong_column = 'at' then 'another row decides the opposite about these products at the same time'
        end as wrong_reason,
        coalesce(latest.age = 1, false) as is_current
    from judged
    left join latest on latest.link_key = judged.link_key
)

select * from final
