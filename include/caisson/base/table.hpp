/// A flat array with a place for each thing of one kind, indexed by that kind's ids only.
#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include "caisson/base/ids.hpp"

namespace caisson {

/// One value of type T for each Kind, stored in the order of ids.
/// cost    indexing is that of a std::vector, unchecked; `ids()` makes a range for `for (Id<Kind> id : table.ids())`
template <class Kind, class T>
class Table {
public:
    /// The ids of a table, in order.
    class Ids {
    public:
        class Iterator {
        public:
            explicit Iterator(std::size_t at) : at_(at) {}

            Id<Kind> operator*() const { return Id<Kind>{at_}; }

            Iterator& operator++() {
                ++at_;
                return *this;
            }

            friend bool operator==(Iterator, Iterator) = default;

        private:
            std::size_t at_;
        };

        explicit Ids(std::size_t count) : count_(count) {}

        [[nodiscard]] Iterator begin() const { return Iterator{0}; }

        [[nodiscard]] Iterator end() const { return Iterator{count_}; }

    private:
        std::size_t count_;
    };

    Table() = default;

    explicit Table(std::size_t count, const T& value = T{}) : rows_(count, value) {}

    [[nodiscard]] T& operator[](Id<Kind> id) { return rows_[id.index]; }

    [[nodiscard]] const T& operator[](Id<Kind> id) const { return rows_[id.index]; }

    /// Appends a row and says by which id it can be found.
    Id<Kind> add(T row) {
        rows_.push_back(std::move(row));
        return Id<Kind>{rows_.size() - 1};
    }

    [[nodiscard]] std::size_t size() const { return rows_.size(); }

    [[nodiscard]] bool empty() const { return rows_.empty(); }

    [[nodiscard]] Ids ids() const { return Ids{rows_.size()}; }

    [[nodiscard]] std::vector<T>& rows() { return rows_; }

    [[nodiscard]] const std::vector<T>& rows() const { return rows_; }

    [[nodiscard]] auto begin() const { return rows_.begin(); }

    [[nodiscard]] auto end() const { return rows_.end(); }

    [[nodiscard]] auto begin() { return rows_.begin(); }

    [[nodiscard]] auto end() { return rows_.end(); }

private:
    std::vector<T> rows_;
};

}  // namespace caisson
