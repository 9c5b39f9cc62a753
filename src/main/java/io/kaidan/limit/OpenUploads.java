package io.kaidan.limit;

import io.kaidan.setting.Setting;
import jakarta.enterprise.context.ApplicationScoped;

/** The uploads that this node takes in; each begins before its files are read. */
@ApplicationScoped
public class OpenUploads extends OpenTransfers {

    /** The code of its refusals. */
    public static final String CODE = "too_many_uploads";

    public OpenUploads() {
        super(CODE, new Limit(Setting.USER_UPLOADS, "limit.userUploads"), new Limit(Setting.UPLOADS, "limit.uploads"));
    }
}
