/* Small functions that hand records and strings to each other, as much office software does. */
#include "work.h"

enum grade { JUNIOR, SENIOR, LEAD, GRADES };

struct person {
    struct person *manager;
    enum grade grade;
    int32_t age;
    int32_t salary;
    char name[24];
};

static struct person staff[8];
static int32_t headcount[GRADES];
static char label[64];

static const char *const names[8] = {
    "Ada Lovelace", "Alan Turing", "Grace Hopper", "Kurt Goedel",
    "Ada Lovelock", "Emmy Noether", "Alan Turner", "Grace Hooper",
};

static NOINLINE char *copy_text(char *to, const char *from)
{
    while ((*to = *from++) != 0)
        to++;
    return to;
}

static NOINLINE int compare_text(const char *a, const char *b)
{
    while (*a != 0 && *a == *b) {
        a++;
        b++;
    }
    return (unsigned char)*a - (unsigned char)*b;
}

static NOINLINE uint32_t hash_text(const char *text)
{
    uint32_t hash = 5381;
    for (; *text != 0; text++)
        hash = hash * 33 ^ (unsigned char)*text;
    return hash;
}

static NOINLINE enum grade next_grade(enum grade grade, int32_t age)
{
    switch (grade) {
    case JUNIOR: return age > 30 ? SENIOR : JUNIOR;
    case SENIOR: return age > 50 ? LEAD : SENIOR;
    default: return age > 65 ? JUNIOR : LEAD;
    }
}

static NOINLINE void raise_salary(int32_t *salary, int32_t percent)
{
    *salary += *salary / 100 * percent;
    if (*salary > 90000)
        *salary -= 70000;
}

static NOINLINE int outranks(const struct person *a, const struct person *b)
{
    if (a->grade != b->grade)
        return a->grade > b->grade;
    return compare_text(a->name, b->name) > 0;
}

static NOINLINE void promote(struct person *person)
{
    enum grade grade = next_grade(person->grade, person->age);
    headcount[person->grade]--;
    headcount[grade]++;
    person->grade = grade;
    raise_salary(&person->salary, grade == LEAD ? 7 : 3);
    if (++person->age > 70)
        person->age = 20;
}

static NOINLINE void swap_records(struct person *a, struct person *b)
{
    struct person held = *a;
    *a = *b;
    *b = held;
}

static NOINLINE uint32_t describe(const struct person *person)
{
    char *end = copy_text(label, person->name);
    end = copy_text(end, person->grade == LEAD ? ", lead of " : ", reports to ");
    copy_text(end, person->manager->name);
    return hash_text(label);
}

static void hire_everybody(void)
{
    for (int i = 0; i < 8; i++) {
        copy_text(staff[i].name, names[i]);
        staff[i].manager = &staff[i / 2];
        staff[i].grade = (enum grade)(i % GRADES);
        staff[i].age = 25 + 5 * i;
        staff[i].salary = 30000 + 1000 * i;
        headcount[staff[i].grade]++;
    }
}

uint64_t work(uint32_t rounds)
{
    uint64_t sum = 0;
    hire_everybody();
    for (uint32_t i = 0; i < rounds; i++) {
        struct person *person = &staff[i & 7];
        struct person *other = &staff[(i * 5 + 3) & 7];
        promote(person);
        if (outranks(person, other))
            swap_records(person, other);
        if (compare_text(person->name, names[i & 7]) == 0)
            raise_salary(&person->salary, 1);
        sum = mix(sum, describe(person) + (uint32_t)(other->salary + headcount[SENIOR]));
    }
    return sum;
}
